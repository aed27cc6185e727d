/** JSON: the mappers of this project. Knows no type of it; may not depend on Spark. */
package org.shaketable.jobs.json;
