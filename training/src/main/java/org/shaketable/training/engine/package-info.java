/** Choice of the engine that computes a network. The one place that knows every engine. */
package org.shaketable.training.engine;
