package org.hillock.contract;

/**
 * One clause of a contract.
 *
 * @param sentence what must hold
 * @param body throws {@link AssertionError} when it does not
 */
public record Check(String sentence, Runnable body) {}
