/**
 * Random numbers as pure functions of (replicate seed, stream name, step): no shared generator, no
 * clock, no count of calls from elsewhere. {@link org.shaketable.random.Streams} are those of one
 * run. May depend on the JDK alone.
 */
package org.shaketable.random;
