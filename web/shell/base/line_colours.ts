// The colours that web/ui/draw/colors.cpp gives lines by their role, on light paper; a test compares them.
const of_role: Record<string, string> = {
  train: '#450fc3',
  test: '#c5053d',
  lately: '#b59fe7',
  reference: '#7b8895',
  former: '#64707d',
  a: '#06a2ad',
  b: '#691932',
  c: '#789c60',
};

export const line_colour = (role: string): string => of_role[role] ?? '#0c8568';
