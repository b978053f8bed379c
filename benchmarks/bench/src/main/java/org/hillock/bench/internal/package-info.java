/** The command {@code bench}. */
package org.hillock.bench.internal;
