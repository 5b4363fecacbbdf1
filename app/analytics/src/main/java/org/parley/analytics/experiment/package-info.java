/// Intervals, tests and sample sizes for arms that were assigned at random. Knows no database.
@NullMarked
package org.parley.analytics.experiment;

import org.jspecify.annotations.NullMarked;
