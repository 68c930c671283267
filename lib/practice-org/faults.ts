export class FaultScript {}
