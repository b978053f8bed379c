/** Runs shadow swaps. */
package org.hillock.shadow.internal;
