using MdEngine.Core.Atoms;

namespace MdEngine.Training.Data;

/// <summary>A structure with what is known of it: its energy, forces and stress, where they are not null.</summary>
/// <param name="Structure">Structure with its labels, in eV, eV/Angstrom and eV/Angstrom^3 (+dE/dstrain/volume).</param>
/// <param name="Group">Name of the group that it belongs to, such as its config_type.</param>
/// <param name="Sigmas">How far a fit may be off.</param>
/// <param name="Place">Where it was read: file and frame, for messages.</param>
public sealed record TrainingFrame(Structure Structure, string Group, LabelSigmas Sigmas, string Place);
