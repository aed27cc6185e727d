/**
 * How results depend on choices: the learning rate, the path between twins, the definition of
 * collapse.
 */
package org.shaketable.analytics.stats.sensitivity;
