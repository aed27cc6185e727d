/**
 * Generated data sets: seeded, standardised, of known difficulty. Each generator is a {@link
 * org.shaketable.training.workload.Task} whose record components are its settings. May not depend
 * on networks or learners.
 */
package org.shaketable.training.data;
