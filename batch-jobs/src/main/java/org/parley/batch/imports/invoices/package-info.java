/// What files of invoices mean, provider by provider.
@NullMarked
package org.parley.batch.imports.invoices;

import org.jspecify.annotations.NullMarked;
