/**
 * What is wrong with the files of a lake, found without trusting what reads them: logs, data files,
 * staged work, notes. Reads only; depends on the lake and on no command.
 */
package org.shaketable.jobs.damage;
