/** Recordings of activations, and the commands that make and replay them. */
package org.hillock.record.internal;
