/** The demo command. */
package org.hillock.demo.internal;
