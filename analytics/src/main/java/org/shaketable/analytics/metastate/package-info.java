/**
 * The meta-state: features on a common scale, the principal components of the clean calibration
 * runs, and where every evaluation lies in them; with the control group that runs are judged
 * against, baseline and model together. Knows no disturbance.
 */
package org.shaketable.analytics.metastate;
