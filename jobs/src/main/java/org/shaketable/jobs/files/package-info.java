/**
 * Files: small ones that are replaced as a whole, and Hadoop's local file system without a process
 * for each file.
 *
 * <p>Where Hadoop's native library is not installed, its local file system runs the programs {@code
 * chmod} and {@code readlink} for each file that it makes or looks at: some 10 ms each, which is
 * most of what a small commit takes. Java does both by itself. Knows Hadoop and Delta alone, and
 * what makes an object of S3.
 */
package org.shaketable.jobs.files;
