/**
 * When something happens in a run: {@link org.shaketable.schedule.Horizon} is the length of the
 * run, a {@link org.shaketable.schedule.Moment} a point or a length of time in it, a {@link
 * org.shaketable.schedule.Schedule} says from when to when and how strongly.
 *
 * <p>May depend on the JDK alone.
 */
package org.shaketable.schedule;
