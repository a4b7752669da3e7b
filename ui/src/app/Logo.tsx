/** Three thin layers: what a lamella is. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="logo-ground" width="32" height="32" rx="8" />
      <g class="logo-layers">
        <rect x="7" y="8" width="18" height="3.5" rx="1.75" />
        <rect x="7" y="14.25" width="13" height="3.5" rx="1.75" />
        <rect x="7" y="20.5" width="8" height="3.5" rx="1.75" />
      </g>
    </svg>
  );
}
