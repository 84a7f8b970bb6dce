// A plain script: bundles of controls read these names, and it has to stand before the first of them (pcf.md 2).
Object.assign(window, { Reactv16: window.React, ReactDOMv16: window.ReactDOM });
