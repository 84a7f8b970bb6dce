// Bundles of controls read these names; the platform's Fluent build reads React and ReactDOM (pcf.md 2).
window.Reactv16 = window.React;
window.ReactDOMv16 = window.ReactDOM;
