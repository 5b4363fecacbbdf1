/// The dialect of Liquid that messages are written in, on top of liqp's grammar.
@NullMarked
package org.parley.core.content.internal;

import org.jspecify.annotations.NullMarked;
