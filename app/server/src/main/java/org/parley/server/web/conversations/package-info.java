/// The inbox over HTTP.
@NullMarked
package org.parley.server.web.conversations;

import org.jspecify.annotations.NullMarked;
