import { counted } from '../shared/numbers';
import { Breakdown } from './breakdown/Breakdown';
import { Members } from './members/Members';
import { Overlap } from './overlap/Overlap';
import { Panel } from './Panel';
import './panels.css';
import type { PanelProps } from './props';
import { Warnings } from './warnings/Warnings';

/** What stands beside the builder: warnings, breakdown, sample members, overlap. */
export function Panels(props: PanelProps) {
  const { preview, catalog } = props;
  const warnings = preview?.warnings.length ?? 0;
  return (
    <>
      {preview && warnings > 0 && (
        <Panel id="warnings" title="Worth a look" note={counted(warnings)} opened="at first">
          {() => <Warnings {...props} preview={preview} />}
        </Panel>
      )}
      <Panel id="breakdown" title="Breakdown" opened="at first">
        {() => catalog && <Breakdown {...props} catalog={catalog} />}
      </Panel>
      <Panel id="members" title="Sample members" opened="on demand">
        {() => <Members {...props} />}
      </Panel>
      <Panel id="overlap" title="Overlap" opened="on demand">
        {() => <Overlap key={props.workspace} {...props} />}
      </Panel>
    </>
  );
}
