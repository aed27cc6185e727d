/** What stands for the places where lakes lie: an object store, a network that fails. */
package org.shaketable.jobs.places;
