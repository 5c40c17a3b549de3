namespace MdEngine.Cli.Binding;

/// <summary>Whether something is written, and where: an option that is true, false or the path of a file.</summary>
/// <param name="IsWanted">Whether it is written.</param>
/// <param name="File">The file, full path; null for the usual place.</param>
public sealed record OutputSwitch(bool IsWanted, string? File);
