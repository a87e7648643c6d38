/// The icon of the console: a watchtower.
public enum Icon {
    public static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" rx="4" fill="#0a5a68"/>\
        <path d="M4 17h12M6.5 17l1-8h5l1 8M6 9h8M8 9V6h4v3M7 6l3-3 3 3M9 13h2" fill="none" stroke="#fff" stroke-width="1.3" \
        stroke-linecap="round" stroke-linejoin="round"/></svg>
        """
}
