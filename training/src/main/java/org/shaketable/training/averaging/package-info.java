/**
 * What a data-parallel training asks of whoever has workers: to train the shares of a round and to
 * average what they come to. Knows no Spark and no network; a caller that has workers says so for
 * the trainings of its thread, see {@link Averaging}.
 */
package org.shaketable.training.averaging;
