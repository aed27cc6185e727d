/**
 * S3, whose objects have no rename and no lock, but a put that fails where there is an object: what
 * commits of Delta and records of a lake's owner stand on. Knows Hadoop's connector, the AWS SDK
 * that it brings, and Delta's storage alone; no other package names their classes.
 *
 * <p>Both may be missing where no lake lies on S3, so nothing here is loaded before one does.
 */
package org.shaketable.jobs.s3;
