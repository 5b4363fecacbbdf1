/// Keys for programs.
@NullMarked
package org.parley.server.web.keys;

import org.jspecify.annotations.NullMarked;
