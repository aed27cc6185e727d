/**
 * TensorBoard's event files: records in TensorFlow's framing, each a message of event.proto. The
 * messages are read field by field with the Protocol Buffers that Spark brings (2.5), as
 * TensorFlow's generated classes need version 3 and would clash with it.
 */
package org.shaketable.jobs.imports.tensorboard;
