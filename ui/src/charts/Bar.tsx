import './charts.css';

/** A part of the full width, 0 to 1; drawn in attributes, since the page's policy allows no inline styles. */
export function Bar({ part }: { readonly part: number }) {
  return (
    <svg class="bar-chart" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-chart-ground" width="100" height="10" />
      <rect class="bar-chart-part" width={(part * 100).toFixed(2)} height="10" />
    </svg>
  );
}
