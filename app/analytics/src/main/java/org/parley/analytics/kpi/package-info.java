/// The catalogue of figures: each defined once, for API, dashboard and CSV alike.
@NullMarked
package org.parley.analytics.kpi;

import org.jspecify.annotations.NullMarked;
