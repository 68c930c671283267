export interface TransformationSpec {
  readonly text: string;
}
