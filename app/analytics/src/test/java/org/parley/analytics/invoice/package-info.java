/// Invoices against real stores.
@NullMarked
package org.parley.analytics.invoice;

import org.jspecify.annotations.NullMarked;
