namespace MdEngine.Core.Observation;

/// <summary>How uncertain the potential is at a step, in the unit of its measure.</summary>
/// <param name="Step">Step, over all stages.</param>
/// <param name="Time">Time, fs.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Mean">Mean over the atoms.</param>
/// <param name="Largest">Largest of all atoms.</param>
/// <param name="Atom">The atom that has it: its identity, from 1.</param>
/// <param name="Element">Symbol of its element.</param>
public readonly record struct UncertaintyRecord(
    long Step, double Time, string Stage, double Mean, double Largest, int Atom, string Element);
