/// The accounts that messages leave from.
@NullMarked
package org.parley.server.web.accounts;

import org.jspecify.annotations.NullMarked;
