/**
 * What becomes of each run: it is judged beside its clean twin and against its control group, by
 * the rules of its workload. The one place where runs become {@link
 * org.shaketable.analytics.judgement.JudgedRun}s, of which all tables over runs are made.
 */
package org.shaketable.analytics.judgement;
