/// The shops that orders come from.
@NullMarked
package org.parley.server.web.shops;

import org.jspecify.annotations.NullMarked;
