/// What PostgreSQL knows of invoices and of the bills that they are held against.
@NullMarked
package org.parley.analytics.invoice.internal;

import org.jspecify.annotations.NullMarked;
