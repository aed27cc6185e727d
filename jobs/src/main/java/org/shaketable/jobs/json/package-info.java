/** JSON: the one mapper of this project. Knows no type of it; may not depend on Spark. */
package org.shaketable.jobs.json;
