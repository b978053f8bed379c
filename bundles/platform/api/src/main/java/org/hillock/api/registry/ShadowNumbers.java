package org.hillock.api.registry;

import java.time.Duration;

/**
 * What a shadow has seen so far.
 *
 * @param mirrored calls that were copied for the candidate
 * @param compared those of them that the candidate has run
 * @param dropped calls that the candidate missed: no room in the queue or in a lossless tap, or no
 *     fresh state yet
 * @param resynced times that a session's state was taken anew, since calls had been missed or the
 *     session had gone back
 * @param uncarried sessions whose state the candidate cannot take; their calls are not mirrored
 * @param largestDifference largest |live - candidate| over all elements of all outputs
 * @param meanDifference mean of the same; 0 where nothing was compared
 * @param liveCall mean time in the live version's {@code apply}, of compared calls
 * @param candidateCall the same of the candidate
 */
public record ShadowNumbers(
    long mirrored,
    long compared,
    long dropped,
    long resynced,
    int uncarried,
    double largestDifference,
    double meanDifference,
    Duration liveCall,
    Duration candidateCall) {}
