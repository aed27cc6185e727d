/**
 * Data sets read from files: CSV, Parquet, IDX and folders of images, on the local or any Hadoop
 * file system. Each kind is a {@link org.shaketable.training.workload.Task} whose record components
 * are its settings; its {@code sha256} names the content, so that a run says what it learned.
 *
 * <p>A file is read once in a process: runs that learn it share its arrays. May depend on {@code
 * training.data}, not on networks or learners.
 */
package org.shaketable.training.files;
