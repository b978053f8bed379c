/** The shell: how lines are run, where they come from, and the commands of the platform. */
package org.hillock.shell.internal;
