/// Files of contacts, consents and orders, imported as restartable jobs.
@NullMarked
package org.parley.batch.imports;

import org.jspecify.annotations.NullMarked;
