package org.parley.core.content;

import org.jspecify.annotations.Nullable;

/// A place in a message, written out only when somebody asks: `body.cards[2].title`.
record Place(@Nullable Place parent, String name, int index) {

    static final Place ROOT = new Place(null, "", -1);

    Place to(String child) {
        return new Place(this, child, -1);
    }

    Place to(String list, int element) {
        return new Place(this, list, element);
    }

    @Override
    public String toString() {
        String here = index < 0 ? name : name + "[" + index + "]";
        String above = parent == null ? "" : parent.toString();
        return above.isEmpty() ? here : here.startsWith("[") ? above + here : above + "." + here;
    }
}
