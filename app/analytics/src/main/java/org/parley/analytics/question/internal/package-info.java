/// Queries of the questions against both stores.
@NullMarked
package org.parley.analytics.question.internal;

import org.jspecify.annotations.NullMarked;
