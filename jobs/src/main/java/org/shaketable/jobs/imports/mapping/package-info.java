/**
 * What a user says of logs: which files, what names a run, which series is what, and what each run
 * was exposed to. Read from a YAML file such as {@code conf/import-tensorboard.yaml}.
 */
package org.shaketable.jobs.imports.mapping;
