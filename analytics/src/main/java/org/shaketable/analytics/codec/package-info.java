/**
 * The codec between records and Spark's rows. Knows types alone, no table by name; may not depend
 * on other packages of the analytics but {@code table}.
 */
package org.shaketable.analytics.codec;
