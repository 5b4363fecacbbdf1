/// Queries of the reports against both stores.
@NullMarked
package org.parley.analytics.report.internal;

import org.jspecify.annotations.NullMarked;
