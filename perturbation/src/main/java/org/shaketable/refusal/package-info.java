/**
 * How settings are refused: an exception that names the setting and says what was expected of it.
 * Knows the JDK alone; every package may refuse with it.
 */
package org.shaketable.refusal;
