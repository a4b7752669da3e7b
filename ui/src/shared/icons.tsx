import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const Plus = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const Cross = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);
export const Dots = () => (
  <Icon>
    <path d="M3 8h.01M8 8h.01M13 8h.01" stroke-width="2.4" />
  </Icon>
);
export const Undo = () => (
  <Icon>
    <path d="M3 7h6.5a3.5 3.5 0 0 1 0 7H7M3 7l3-3M3 7l3 3" />
  </Icon>
);
export const Redo = () => (
  <Icon>
    <path d="M13 7H6.5a3.5 3.5 0 0 0 0 7H9m4-7-3-3m3 3-3 3" />
  </Icon>
);
export const Eye = () => (
  <Icon>
    <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
    <circle cx="8" cy="8" r="1.8" />
  </Icon>
);
export const EyeOff = () => (
  <Icon>
    <path d="M2 2l12 12M6 3.8C6.6 3.6 7.3 3.5 8 3.5c4 0 6.5 4.5 6.5 4.5a12 12 0 0 1-2 2.5M4 5a11 11 0 0 0-2.5 3S4 12.5 8 12.5c1 0 1.9-.3 2.7-.7" />
  </Icon>
);
export const Grip = () => (
  <Icon>
    <path d="M6 4h.01M6 8h.01M6 12h.01M10 4h.01M10 8h.01M10 12h.01" stroke-width="2" />
  </Icon>
);
