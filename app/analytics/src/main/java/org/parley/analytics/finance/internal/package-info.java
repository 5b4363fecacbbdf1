/// Stores and queries of the export.
@NullMarked
package org.parley.analytics.finance.internal;

import org.jspecify.annotations.NullMarked;
