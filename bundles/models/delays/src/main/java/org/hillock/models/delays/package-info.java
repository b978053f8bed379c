/**
 * The training command of the delays model: {@link org.hillock.models.delays.TrainDelays}.
 *
 * <p>Runs on a plain class path and on one thread.
 */
package org.hillock.models.delays;
